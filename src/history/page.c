#include "config.h"

#include "history/page.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/sha256.h"

/* Colours have a contrast of 4.5 and more on their ground (WCAG 2.2, 1.4.3), in light and in dark.
 */
static const char style[] =
	":root{color-scheme:light dark;--ink:#1c2330;--soft:#4d5566;--ground:#fff;--line:#c9cfda;"
	"--mark:#1f5fbf;--worse:#a3360a;--better:#1b6b3a;--h1:#e8effa;--h2:#cfdff5;--h3:#abc7ed;"
	"--h4:#82a9e0;--h5:#2f63b3;--h6:#123a78;--deep:#fff}"
	"@media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#aab2c2;--ground:#14181f;"
	"--line:#3a4252;--mark:#8db6f2;--worse:#ff9d70;--better:#7fd49b;--h1:#1b2740;--h2:#22345a;"
	"--h3:#2a437a;--h4:#33559d;--h5:#9cc0f5;--h6:#cfe0fb;--deep:#0c1017}}"
	"body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--ground);"
	"color:var(--ink);font:1rem/1.5 system-ui,sans-serif}"
	"h1{font-size:1.6rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2.5rem 0 .25rem}"
	"p{margin:.25rem 0 1rem;color:var(--soft);max-width:48rem}"
	".scroll{overflow-x:auto}.scroll:focus-visible,summary:focus-visible,a:focus-visible"
	"{outline:3px solid var(--mark);outline-offset:2px}"
	"table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
	"caption{text-align:left;color:var(--soft);padding:.25rem 0}"
	"th,td{padding:.3rem .7rem;border-bottom:1px solid var(--line);text-align:left;"
	"vertical-align:top}tbody th{white-space:nowrap}td.n,th.n{text-align:right}thead "
	"th{color:var(--soft);font-weight:600}"
	"code{font:.92em ui-monospace,monospace;overflow-wrap:anywhere}"
	"dl{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin:1rem 0}"
	"dt{color:var(--soft);font-size:.9rem}dd{margin:0;font-size:1.3rem}"
	"svg{display:block;max-width:100%;height:auto}svg text{fill:var(--soft);font:12px "
	"sans-serif}"
	".line{fill:none;stroke:var(--mark);stroke-width:2;vector-effect:non-scaling-stroke}"
	".area{fill:var(--h2)}.grid{stroke:var(--line);stroke-width:1}"
	".worse{color:var(--worse)}.better{color:var(--better)}"
	".h1{background:var(--h1)}.h2{background:var(--h2)}.h3{background:var(--h3)}"
	".h4{background:var(--h4)}.h5{background:var(--h5);color:var(--deep)}"
	".h6{background:var(--h6);color:var(--deep)}"
	"summary{cursor:pointer;margin:1rem 0}a{color:var(--mark)}"
	"@media print{body{max-width:none}.scroll{overflow:visible}}";

void
page_text(struct buf *out, struct bytes text)
{
	CLEANUP(buf_release) struct buf shown = BUF_INIT;

	escape_controls(&shown, text);
	for (size_t i = 0; i < shown.len; i++) {
		switch (shown.data[i]) {
		case '&':
			buf_add_string(out, "&amp;");
			break;
		case '<':
			buf_add_string(out, "&lt;");
			break;
		case '>':
			buf_add_string(out, "&gt;");
			break;
		case '"':
			buf_add_string(out, "&quot;");
			break;
		default:
			buf_add_char(out, shown.data[i]);
		}
	}
}

static void
policy_write(struct buf *out)
{
	struct sha256 *hash = sha256_new();
	unsigned char digest[SHA256_BYTES];

	sha256_add(hash, (struct bytes){ style, sizeof(style) - 1 });
	sha256_finish_raw(hash, digest);
	buf_add_string(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
			    "'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-");
	escape_base64(out, (struct bytes){ (const char *)digest, sizeof(digest) });
	buf_add_string(out, "'\">\n");
}

void
page_begin(struct buf *out, struct bytes title)
{
	buf_add_string(out,
		       "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
	policy_write(out);
	buf_add_string(out, "<meta name=\"viewport\" content=\"width=device-width, "
			    "initial-scale=1\">\n<title>");
	page_text(out, title);
	buf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
	page_text(out, title);
	buf_add_string(out, "</h1>\n");
}

void
page_end(struct buf *out)
{
	buf_add_string(out, "</main>\n</body>\n</html>\n");
}

void
page_section(struct buf *out, const char *heading, const char *introduction)
{
	buf_printf(out, "<section aria-label=\"%s\">\n<h2>%s</h2>\n<p>%s</p>\n", heading, heading,
		   introduction);
	buf_printf(out,
		   "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s, "
		   "scrollable\">\n",
		   heading);
}

void
page_section_end(struct buf *out)
{
	buf_add_string(out, "</div>\n</section>\n");
}

void
page_columns(struct buf *out, const char *caption, const char *const *columns)
{
	buf_printf(out, "<table>\n<caption>%s</caption>\n<thead><tr>", caption);
	for (; *columns; columns++) {
		bool number = **columns == '#';

		buf_printf(out, "<th scope=\"col\"%s>%s</th>", number ? " class=\"n\"" : "",
			   *columns + number);
	}
	buf_add_string(out, "</tr></thead>\n<tbody>\n");
}

void
page_table_end(struct buf *out)
{
	buf_add_string(out, "</tbody>\n</table>\n");
}

void
page_row_head(struct buf *out, struct bytes text)
{
	buf_add_string(out, "<tr><th scope=\"row\">");
	page_text(out, text);
	buf_add_string(out, "</th>");
}

void
page_cell(struct buf *out, struct bytes text)
{
	buf_add_string(out, "<td>");
	page_text(out, text);
	buf_add_string(out, "</td>");
}

void
page_cell_code(struct buf *out, struct bytes text)
{
	buf_add_string(out, "<td><code>");
	page_text(out, text);
	buf_add_string(out, "</code></td>");
}

void
page_cell_number(struct buf *out, uint64_t number)
{
	buf_printf(out, "<td class=\"n\">%" PRIu64 "</td>", number);
}
