#include "config.h"

#include <inttypes.h>

#include "cli/ledger_pack.h"

static const char head[] =
	"Evidence of what was judged, from a ledger of writ\n"
	"==================================================\n"
	"\n"
	"* records.jsonl: records of the ledger, a line each, as they stand in it:\n"
	"  verdicts on pushes, what refs did, gaps, checkpoints.\n"
	"* proofs.jsonl: for each of them the proof that it is in the ledger (RFC 6962,\n"
	"  section 2.1.1); index is its number (seq) less one.\n"
	"* checkpoint.txt: a signed note of all lines of the ledger up to it. Missing\n"
	"  where the ledger has none.\n"
	"* bundles.jsonl: the decisions that judged, by the digest that stands in a\n"
	"  verdict, with the folder that they are in, and a commit that has them; a\n"
	"  problem where they could not be read any more.\n"
	"* decisions/: their files.\n"
	"* certificates/: of signed pushes that still have one, by their seq.\n"
	"\n"
	"The public key is not in here: get it from who keeps the ledger, in another\n"
	"way than this pack. A record names a pusher as the SHA-256 of SALT:NAME.\n"
	"\n"
	"What a record says is what the gate found; that it is in the ledger does not\n"
	"make it true. Who has the repository and writ can judge the pushes again:\n"
	"`writ ledger verify --replay`.\n"
	"\n";

static const char commands[] =
	"How to verify it\n"
	"----------------\n"
	"\n"
	"In this folder, with KEY the public key in PEM; needs jq, openssl, base64,\n"
	"sha256sum. The lines below are a script for sh(1): each is one step. It ends\n"
	"with \"verified\". To run all of them:\n"
	"  sed -n 's/^    //p' README.txt >verify.sh && KEY=public.pem sh verify.sh\n"
	"\n"
	"    set -e\n"
	"    LC_ALL=C export LC_ALL\n"
	"    t=$(mktemp -d)\n"
	"    refuse() { echo \"not verified: $*\" >&2; exit 1; }\n"
	"    hash() { openssl dgst -sha256 -binary | base64; }\n"
	"    node() { { printf '\\001'; echo \"$1\" | base64 -d; echo \"$2\" | base64 -d; } | "
	"hash; }\n"
	"\n"
	"The checkpoint is signed. Its second line says how many lines the ledger had,\n"
	"its third is the root of the tree over them.\n"
	"\n"
	"    if [ -f checkpoint.txt ]; then\n"
	"    [ -f \"${KEY:-}\" ] || refuse \"KEY does not name the public key\"\n"
	"    head -n 3 checkpoint.txt >\"$t/text\"\n"
	"    tail -n 1 checkpoint.txt | cut -d ' ' -f 3 | base64 -d | tail -c +5 >\"$t/sig\"\n"
	"    openssl pkeyutl -verify -pubin -inkey \"$KEY\" -rawin -in \"$t/text\" -sigfile "
	"\"$t/sig\" ||\n"
	"        refuse checkpoint\n"
	"    fi\n"
	"\n"
	"Each record is in that tree: its leaf is the SHA-256 of a zero byte and the\n"
	"line, and the hashes of its proof lead from there to the root.\n"
	"\n"
	"    while IFS= read -r record; do\n"
	"        i=$(($(printf %s \"$record\" | jq .seq) - 1))\n"
	"        jq -c \"select(.index == $i)\" proofs.jsonl >\"$t/proof\"\n"
	"        [ -s \"$t/proof\" ] || { echo \"record $((i + 1)) is behind the checkpoint\"; "
	"continue; }\n"
	"        n=$(($(jq .size \"$t/proof\") - 1))\n"
	"        node=$({ printf '\\000'; printf %s \"$record\"; } | hash)\n"
	"        for beside in $(jq -r '.hashes[]' \"$t/proof\"); do\n"
	"            while [ $((i % 2)) -eq 0 ] && [ \"$i\" -eq \"$n\" ]; do i=$((i / 2)) n=$((n / "
	"2)); done\n"
	"            if [ $((i % 2)) -eq 1 ]; then node=$(node \"$beside\" \"$node\")\n"
	"            else node=$(node \"$node\" \"$beside\"); fi\n"
	"            i=$((i / 2)) n=$((n / 2))\n"
	"        done\n"
	"        root=$(jq -r .root \"$t/proof\")\n"
	"        [ ! -f checkpoint.txt ] || root=$(sed -n 3p checkpoint.txt)\n"
	"        [ \"$node\" = \"$root\" ] || refuse \"record $(printf %s \"$record\" | jq "
	".seq)\"\n"
	"    done <records.jsonl\n"
	"\n"
	"The decisions are those whose digest stands in the verdict: the SHA-256 over\n"
	"path and content of each file but approvals/*.sig, in the order of the bytes\n"
	"of the paths, each with its length in front as 8 bytes. Of several sources\n"
	"the digest is made in the same way of the name and the digest of each.\n"
	"\n"
	"    length() { printf '\\000\\000\\000\\000'; for s in 24 16 8 0; do\n"
	"        printf \"\\\\$(printf %03o $(($1 >> s & 255)))\"; done; }\n"
	"    text() { length \"${#1}\"; printf %s \"$1\"; }\n"
	"    folder() { find \"$1\" -type f | sed \"s|^$1/||\" | grep -v '^approvals/.*[.]sig$' |\n"
	"        sort | while IFS= read -r file; do\n"
	"            text \"$file\"; length \"$(wc -c <\"$1/$file\")\"; cat \"$1/$file\"; done; }\n"
	"    digest() { echo \"sha256:$(sha256sum | cut -d ' ' -f 1)\"; }\n"
	"    jq -c 'select(.problem == null)' bundles.jsonl >\"$t/bundles\"\n"
	"    while IFS= read -r bundle; do\n"
	"        count=$(printf %s \"$bundle\" | jq '.sources | length') k=0\n"
	"        while [ \"$k\" -lt \"$count\" ]; do\n"
	"            printf %s \"$bundle\" | jq -r \".sources[$k] | .digest, .folder, .name\" "
	">\"$t/source\"\n"
	"            { read -r own; read -r where; IFS= read -r name; } <\"$t/source\"\n"
	"            [ \"$(folder \"$where\" | digest)\" = \"$own\" ] || refuse \"$where\"\n"
	"            text \"$name\"; text \"$own\"; k=$((k + 1))\n"
	"        done >\"$t/digests\"\n"
	"        [ \"$count\" -eq 1 ] || own=$(digest <\"$t/digests\")\n"
	"        [ \"$own\" = \"$(printf %s \"$bundle\" | jq -r .bundle)\" ] || refuse \"bundle "
	"$own\"\n"
	"    done <\"$t/bundles\"\n"
	"\n"
	"Certificates are those of the records.\n"
	"\n"
	"    for file in certificates/*.txt; do [ -f \"$file\" ] || continue\n"
	"        seq=${file##*/} seq=${seq%.txt}\n"
	"        [ \"$(jq -r \"select(.seq == $seq).certificate.sha256\" records.jsonl)\" = \\\n"
	"            \"$(sha256sum <\"$file\" | cut -d ' ' -f 1)\" ] || refuse \"$file\"\n"
	"    done\n"
	"    rm -r \"$t\"; echo verified\n";

int
pack_readme(struct pack *pack, struct error *err)
{
	CLEANUP(buf_release) struct buf text = BUF_INIT;

	buf_add_string(&text, head);
	buf_printf(&text, "Records: %" PRIu64 "\n", pack->n_records);
	if (pack->note.len == 0)
		buf_add_string(&text, "NOT SIGNED: the ledger has no checkpoint, so whoever could "
				      "write it\ncould have written all of this.\n");
	if (pack->n_unproved)
		buf_printf(&text,
			   "Behind the checkpoint, and so not proved: %" PRIu64
			   " of them;\nthe checkpoint is a record itself, which the next one "
			   "proves.\n",
			   pack->n_unproved);
	if (pack->n_without_decisions)
		buf_printf(&text,
			   "Sets of decisions that could not be read any more: %" PRIu64 "\n",
			   pack->n_without_decisions);
	buf_printf(&text, "Certificates: %" PRIu64 "\n\n", pack->n_certificates);
	buf_add_string(&text, commands);
	return pack_write(pack, "README.txt", buf_bytes(&text), err);
}
