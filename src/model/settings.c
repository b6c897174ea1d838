#include "config.h"

#include "model/settings.h"

#include <stdlib.h>
#include <strings.h>

#include "base/macros.h"
#include "base/suggest.h"

const struct setting_row setting_rows[] = {
	{ "writ.source", "[NAME=]PLACE", "none: every push is rejected", true, false,
	  "where decisions come from: a folder on the server, REF:FOLDER of this repository, or "
	  "PATH#REF:FOLDER of another" },
	{ "writ.bootstrap", "true|false", "false", false, false,
	  "let the first push of a corpus in while its source does not exist yet" },
	{ "writ.mode", "enforce|observe", "enforce", false, false,
	  "observe: judge and say everything, reject nothing" },
	{ "writ.break-glass", "USER UNTIL REASON", "none", false, false,
	  "let the pushes of one user in, whatever the verdict, for at most 24 hours" },
	{ "writ.baseline", "REF|ID", "none", true, false,
	  "what it reaches counts as judged, as after an import" },
	{ "writ.user-variable", "NAME", "none: the user is unknown", false, false,
	  "the environment variable that holds the pusher's name" },
	{ "writ.owners", "NAME", "none", true, false,
	  "an owner of the decisions, where they name none themselves: see writ-approvals(7)" },
	{ "writ.ledger", "PATH", "none: nothing is recorded", false, false,
	  "the file that every verdict is added to before a push gets in: see writ-ledger(1)" },
	{ "writ.ledger-key", "PATH", "none: nothing is signed", false, false,
	  "the private Ed25519 key that signs checkpoints and attestations: see writ-ledger(1)" },
	{ "writ.ledger-origin", "NAME", "writ.ledger/ and the name of the repository", false, false,
	  "what checkpoints of the ledger call it: a name that no other ledger has" },
	{ "writ.builtin.*", "mandatory|advisory|shadow|off", "mandatory", false, false,
	  "the level of a built-in decision: WRIT-OBJECT, WRIT-REF, WRIT-CORPUS, WRIT-OWNERS" },
	{ "writ.limit.*", "NUMBER[k|m|g]", "see below", false, false,
	  "one bound of the table of limits" },
	{ "writ.sandbox", "enforce|no-landlock|permissive", "enforce", false, true,
	  "which wall of writ-sandbox(7) to do without where the system lacks it" },
	{ NULL, NULL, NULL, false, false, NULL },
};

static const char *const builtin_ids[] = {
	[BUILTIN_OBJECT] = "WRIT-OBJECT",
	[BUILTIN_REF] = "WRIT-REF",
	[BUILTIN_CORPUS] = "WRIT-CORPUS",
	[BUILTIN_OWNERS] = "WRIT-OWNERS",
};

const char *
builtin_id(enum builtin builtin)
{
	return builtin_ids[builtin];
}

void
settings_init(struct settings *settings)
{
	*settings = (struct settings){ 0 };
	for (size_t i = 0; i < BUILTIN_COUNT; i++)
		settings->builtins[i].level = LEVEL_MANDATORY;
	limits_init(&settings->limits);
}

static bool
name_equal(struct bytes a, const char *b)
{
	return a.len == strlen(b) && strncasecmp(a.data, b, a.len) == 0;
}

/* Appends by copying: a handful of entries, so simple beats fast. */
static void *
list_add(struct arena *arena, const void *items, size_t *len, size_t size)
{
	char *grown = arena_alloc_array(arena, *len + 1, size);

	if (*len)
		memcpy(grown, items, *len * size);
	(*len)++;
	return grown;
}

static bool
is_ref(struct bytes text)
{
	return bytes_starts_with(text, BYTES("refs/")) || bytes_equal_string(text, "HEAD");
}

/* NAME= stands before a place when it is made of letters, digits, '-', '_' and '.'. */
static struct bytes
source_name(struct bytes text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if (c == '=' && i > 0)
			return bytes_slice(text, 0, i);
		if (!(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
		    c != '-' && c != '_' && c != '.')
			break;
	}
	return BYTES("");
}

static struct bytes
folder_trim(struct bytes folder)
{
	while (folder.len > 1 && folder.data[folder.len - 1] == '/')
		folder.len--;
	return folder;
}

/* PATH# in front of a ref; a path may hold the sign as well. */
static void
repository_take(struct bytes *rest, struct source_setting *source)
{
	static const struct bytes mark = BYTES_INIT("#refs/");
	const char *at =
		rest->data[0] == '/' ? memmem(rest->data, rest->len, mark.data, mark.len) : NULL;

	if (!at)
		return;
	source->repository = folder_trim((struct bytes){ rest->data, (size_t)(at - rest->data) });
	*rest = bytes_slice(*rest, source->repository.len + 1, rest->len);
	while (rest->len && !bytes_starts_with(*rest, BYTES("refs/")))
		*rest = bytes_slice(*rest, 1, rest->len);
}

int
source_setting_parse(struct bytes text, struct source_setting *source, struct error *err)
{
	struct bytes rest;

	*source = (struct source_setting){ .name = source_name(text) };
	source->place = source->name.len ? bytes_slice(text, source->name.len + 1, text.len) : text;
	rest = source->place;
	if (rest.len && rest.data[0] == '/' && !memchr(rest.data, '#', rest.len)) {
		source->folder = folder_trim(rest);
		return 0;
	}
	repository_take(&rest, source);
	if (is_ref(rest) && memchr(rest.data, ':', rest.len)) {
		bytes_split(&rest, ':', &source->ref);
		source->folder = folder_trim(rest);
		if (bytes_equal_string(source->folder, "/"))
			source->folder = BYTES("");
		return 0;
	}
	return error_set(err, ERROR_CONFIG,
			 "'%.*s' is no source of decisions; give an absolute folder "
			 "(/etc/writ/decisions), a ref and a folder (refs/heads/main:docs/adr), or "
			 "those of another repository "
			 "(/srv/git/rules.git#refs/heads/main:decisions)",
			 BYTES_ARG(text));
}

static int
set_source(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	struct source_setting source;

	if (source_setting_parse(value, &source, err) < 0)
		return -1;
	for (size_t i = 0; source.name.len && i < settings->n_sources; i++) {
		if (bytes_equal(settings->sources[i].name, source.name))
			return error_set(err, ERROR_CONFIG, "two sources are called '%.*s'",
					 BYTES_ARG(source.name));
	}
	settings->sources = list_add(arena, settings->sources, &settings->n_sources,
				     sizeof(*settings->sources));
	settings->sources[settings->n_sources - 1] = source;
	return 0;
}

static bool
is_one_of(struct bytes value, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (name_equal(value, words[i]))
			return true;
	}
	return false;
}

static int
value_wrong(const char *key, const char *takes, struct bytes value, struct error *err)
{
	return error_set(err, ERROR_CONFIG, "%s takes %s, not '%.*s'", key, takes,
			 BYTES_ARG(value));
}

/* A boolean as in git-config(1). */
static int
set_bootstrap(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	static const char *const yes[] = { "true", "yes", "on", "1" };
	static const char *const no[] = { "false", "no", "off", "0", "" };

	(void)arena;
	settings->bootstrap = is_one_of(value, yes, ARRAY_SIZE(yes));
	if (settings->bootstrap || is_one_of(value, no, ARRAY_SIZE(no)))
		return 0;
	return value_wrong("writ.bootstrap", "true or false", value, err);
}

static int
set_baseline(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	(void)err;
	settings->baselines = list_add(arena, settings->baselines, &settings->n_baselines,
				       sizeof(*settings->baselines));
	settings->baselines[settings->n_baselines - 1] = value;
	return 0;
}

static int
set_owners(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	struct bytes *names;

	if (value.len == 0 || memchr(value.data, ' ', value.len) ||
	    memchr(value.data, ',', value.len))
		return value_wrong("writ.owners", "the name of one owner, as often as needed",
				   value, err);
	names = list_add(arena, settings->owners.items, &settings->owners.len, sizeof(*names));
	names[settings->owners.len - 1] = value;
	settings->owners.items = names;
	return 0;
}

/* The environment of a signed push is the certificate's claim, which git leaves to the hook to
 * verify (git-receive-pack(1)); writ does not, so it names nobody. */
static int
set_user_variable(struct settings *settings, struct arena *arena, struct bytes value,
		  struct error *err)
{
	(void)arena;
	if (bytes_starts_with(value, BYTES("GIT_PUSH_CERT")))
		return error_set(err, ERROR_CONFIG,
				 "writ.user-variable cannot be %.*s: a push certificate is not "
				 "verified here; name the variable that the server sets, GL_USER "
				 "or REMOTE_USER for instance",
				 BYTES_ARG(value));
	settings->user_variable = value;
	return 0;
}

static int
set_mode(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	(void)arena;
	settings->observe = bytes_equal_string(value, "observe");
	if (settings->observe || bytes_equal_string(value, "enforce"))
		return 0;
	return value_wrong("writ.mode", "enforce or observe", value, err);
}

static int
set_break_glass(struct settings *settings, struct arena *arena, struct bytes value,
		struct error *err)
{
	(void)arena;
	return break_glass_parse(value, &settings->break_glass, err);
}

static int
set_path(const char *key, struct bytes *path, struct bytes value, struct error *err)
{
	if (value.len == 0 || bytes_ends_with(value, BYTES("/")))
		return value_wrong(key, "the path of a file", value, err);
	*path = value;
	return 0;
}

/* One file for each repository: a relative path is one of its own wherever the key is set. */
static int
set_ledger(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	(void)arena;
	return set_path("writ.ledger", &settings->ledger, value, err);
}

static int
set_ledger_key(struct settings *settings, struct arena *arena, struct bytes value,
	       struct error *err)
{
	(void)arena;
	return set_path("writ.ledger-key", &settings->ledger_key, value, err);
}

/* It is a line of a note, and a word of another. */
static int
set_ledger_origin(struct settings *settings, struct arena *arena, struct bytes value,
		  struct error *err)
{
	(void)arena;
	for (size_t i = 0; i < value.len; i++) {
		if (value.data[i] <= ' ' || value.data[i] > '~' || value.data[i] == '+')
			value.len = 0;
	}
	if (value.len == 0)
		return error_set(err, ERROR_CONFIG,
				 "writ.ledger-origin takes printable ASCII without blanks and "
				 "'+', such as example.org/orders");
	settings->ledger_origin = value;
	return 0;
}

static const char *const sandbox_modes[] = {
	[SANDBOX_ENFORCE] = "enforce",
	[SANDBOX_NO_LANDLOCK] = "no-landlock",
	[SANDBOX_PERMISSIVE] = "permissive",
};

const char *
sandbox_mode_name(enum sandbox_mode mode)
{
	return sandbox_modes[mode];
}

static int
set_sandbox(struct settings *settings, struct arena *arena, struct bytes value, struct error *err)
{
	(void)arena;
	for (size_t i = 0; i < ARRAY_SIZE(sandbox_modes); i++) {
		if (bytes_equal_string(value, sandbox_modes[i])) {
			settings->sandbox = (enum sandbox_mode)i;
			return 0;
		}
	}
	return value_wrong("writ.sandbox", "enforce, no-landlock or permissive", value, err);
}

bool
setting_is_locked(struct bytes name)
{
	for (const struct setting_row *row = setting_rows; row->key; row++) {
		if (row->locked && name_equal(name, row->key))
			return true;
	}
	return false;
}

static int
set_builtin(struct settings *settings, struct bytes id, struct bytes value, struct error *err)
{
	for (size_t i = 0; i < BUILTIN_COUNT; i++) {
		if (!name_equal(id, builtin_ids[i]))
			continue;
		settings->builtins[i].off = bytes_equal_string(value, "off");
		if (settings->builtins[i].off || level_parse(value, &settings->builtins[i].level))
			return 0;
		return error_set(err, ERROR_CONFIG,
				 "writ.builtin.%s takes mandatory, advisory, shadow or off, "
				 "not '%.*s'",
				 builtin_ids[i], BYTES_ARG(value));
	}
	return error_set(err, ERROR_CONFIG,
			 "there is no built-in decision '%.*s'; there are WRIT-OBJECT, WRIT-REF, "
			 "WRIT-CORPUS and WRIT-OWNERS",
			 BYTES_ARG(id));
}

static int
key_unknown(struct bytes name, struct error *err)
{
	struct suggestion meant;

	suggestion_init(&meant, name);
	for (const struct setting_row *row = setting_rows; row->key; row++)
		suggestion_offer(&meant, row->key);
	return error_set(err, ERROR_CONFIG, "unknown key '%.*s'%s%s%s", BYTES_ARG(name),
			 meant.best ? "; did you mean '" : "", meant.best ? meant.best : "",
			 meant.best ? "'?" : "");
}

struct setter {
	const char *key;
	int (*set)(struct settings *settings, struct arena *arena, struct bytes value,
		   struct error *err);
};

static const struct setter setters[] = {
	{ "writ.source", set_source },
	{ "writ.bootstrap", set_bootstrap },
	{ "writ.mode", set_mode },
	{ "writ.break-glass", set_break_glass },
	{ "writ.baseline", set_baseline },
	{ "writ.user-variable", set_user_variable },
	{ "writ.sandbox", set_sandbox },
	{ "writ.owners", set_owners },
	{ "writ.ledger", set_ledger },
	{ "writ.ledger-key", set_ledger_key },
	{ "writ.ledger-origin", set_ledger_origin },
};

int
settings_set(struct settings *settings, struct arena *arena, struct bytes name, struct bytes value,
	     struct error *err)
{
	static const struct bytes builtin = BYTES_INIT("writ.builtin.");
	static const struct bytes limit = BYTES_INIT("writ.limit.");

	if (bytes_starts_with(name, builtin))
		return set_builtin(settings, bytes_slice(name, builtin.len, name.len), value, err);
	if (bytes_starts_with(name, limit))
		return limits_set(&settings->limits, bytes_slice(name, limit.len, name.len), value,
				  err);
	for (size_t i = 0; i < ARRAY_SIZE(setters); i++) {
		if (name_equal(name, setters[i].key))
			return setters[i].set(settings, arena, value, err);
	}
	return key_unknown(name, err);
}
