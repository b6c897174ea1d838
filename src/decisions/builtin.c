#include "config.h"

#include "decisions/builtin.h"

static const struct builtin_text texts[BUILTIN_COUNT] = {
	[BUILTIN_OBJECT] = {
		"Objects are well-formed",
		"Rewrite the commits that hold the object; `git fsck` finds it on your side.",
		"Refused: a commit, tag or tree that breaks its format, so that two\n"
		"programs could read it differently: two authors, a header that is cut\n"
		"short, a tree that is not sorted, names a path twice, holds an unknown\n"
		"mode or a name such as `.git`, `..` or one with a slash.\n"
		"\n"
		"Why: a policy that reads one thing where a checkout makes another\n"
		"guards nothing.\n"
		"\n"
		"To mend it: `git fsck` on your side names the object. Rewrite the\n"
		"commits that hold it (`git rebase`, `git commit --amend`) and push\n"
		"again.\n"
		"\n"
		"On the server: `receive.fsck.<id>` (error, warn or ignore) sets one\n"
		"check as git does, `receive.fsck.skipList` names objects to let\n"
		"through, and `writ.builtin.WRIT-OBJECT` sets the level of all:\n"
		"mandatory (default), advisory, shadow or off.\n",
	},
	[BUILTIN_REF] = {
		"Refs are what their names say",
		"Push a commit to a well-formed name below refs/heads/ or refs/tags/.",
		"Refused: a ref name that is malformed, too long, or given twice in\n"
		"one push; anything below `refs/replace/`; anything but a commit below\n"
		"`refs/heads/`.\n"
		"\n"
		"Why: a replacement makes every reader see another object than the one\n"
		"that was judged, and a branch that is no commit has no history to\n"
		"judge.\n"
		"\n"
		"To mend it: choose another name (git-check-ref-format(1) has the\n"
		"rules), push trees and blobs under a tag, and keep replacements in\n"
		"your own clone.\n"
		"\n"
		"On the server: `writ.builtin.WRIT-REF` sets the level: mandatory\n"
		"(default), advisory, shadow or off. `writ.limit.ref-name-bytes` bounds\n"
		"the length of a name.\n",
	},
	[BUILTIN_CORPUS] = {
		"The decisions in force stay readable",
		"Mend what `writ compile` lists. To move the decisions, have writ.source moved first.",
		"Refused: a new value of a ref that is a source of decisions, when the\n"
		"decisions in it do not compile, are gone, or enforce nothing any more\n"
		"where they did before. The old value is compared with the new one,\n"
		"whatever the commits between.\n"
		"\n"
		"Why: the next push would be judged by what this one leaves. Decisions\n"
		"that cannot be read accept nothing, so the gate would lock itself\n"
		"out; decisions that enforce nothing would leave it open.\n"
		"\n"
		"To mend it: `writ compile` lists every error with its place. A\n"
		"decision that is to go is superseded, or gets another status; at least\n"
		"one stays enforced.\n"
		"\n"
		"On the server: `writ.builtin.WRIT-CORPUS` sets the level: mandatory\n"
		"(default), advisory, shadow or off. To take all decisions out, take\n"
		"the source out of `writ.source` first.\n",
	},
	[BUILTIN_OWNERS] = {
		"Owners approve what changes decisions",
		"Have owners sign the change, each in approvals/NAME.sig: see writ-approvals(7).",
		"Refused: a change of decisions that have owners, without the approvals\n"
		"of as many of them as are asked for. Owners are named by `owners:` of\n"
		"a decision, else by owners.yaml beside the decisions, else by\n"
		"`writ.owners` on the server; what was in force before the push counts.\n"
		"\n"
		"Why: who may change a decision may take it out of the way, one push\n"
		"before the change that it forbids.\n"
		"\n"
		"To mend it: `writ compile --statement OLD NEW` prints what is to be\n"
		"signed, for instance\n"
		"  writ compile --statement origin/main:docs/adr HEAD:docs/adr >approval\n"
		"  ssh-keygen -Y sign -n writ-approval -f ~/.ssh/id_ed25519 approval\n"
		"and approval.sig goes into the folder approvals/ beside the decisions,\n"
		"under a name of its own, with the change. Agents, services and a sole\n"
		"author approve nothing; each principal counts once.\n"
		"\n"
		"On the server: `writ.builtin.WRIT-OWNERS` sets the level: mandatory\n"
		"(default), advisory, shadow or off.\n",
	},
};

const struct builtin_text *
builtin_text(enum builtin builtin)
{
	return &texts[builtin];
}
