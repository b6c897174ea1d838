#include "config.h"

#include "source/lexer_impl.h"

/* PHP: from `<?php`, `<?=` or `<?` to `?>`; a declaration of XML is none of them. */
static void
pass_to_php(struct lexer *lexer)
{
	size_t at = lexer_search(lexer, lexer->at, BYTES("<?"));

	if (at == lexer->end) {
		lexer->at = at;
		return;
	}
	lexer->at = at + 2;
	if (lexer_sees(lexer, lexer->at, "xml"))
		return;
	if (lexer_sees(lexer, lexer->at, "php") || lexer_sees(lexer, lexer->at, "PHP"))
		lexer->at += 3;
	else if (byte_at(lexer, lexer->at) == '=')
		lexer->at++;
	lexer->outside = false;
}

/* Vue and Svelte: what stands in `<script ...>`. */
static void
pass_to_script(struct lexer *lexer)
{
	size_t at = lexer_search(lexer, lexer->at, BYTES("<script"));

	lexer->at = lexer_search(lexer, at, BYTES(">"));
	if (lexer->at < lexer->end) {
		lexer->at++;
		lexer->outside = false;
	}
}

void
lexer_pass_outside(struct lexer *lexer)
{
	if (lexer->language->id == LANGUAGE_PHP)
		pass_to_php(lexer);
	else
		pass_to_script(lexer);
	lexer->line_start = true;
	lexer->value = false;
}

bool
lexer_at_closing_tag(const struct lexer *lexer)
{
	if (lexer->language->id == LANGUAGE_PHP)
		return lexer_sees(lexer, lexer->at, "?>");
	return lexer_sees(lexer, lexer->at, "</script");
}
