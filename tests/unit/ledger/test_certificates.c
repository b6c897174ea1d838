#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/io.h"
#include "ledger/certificates.h"
#include "ledger/record.h"

static char folder[] = "/tmp/writ-certificates.XXXXXX";
static char path[64], beside[80];

static int
folder_make(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/ledger", folder);
	snprintf(beside, sizeof(beside), "%s.certificates", path);
	return 0;
}

static int
folder_remove(void **state)
{
	(void)state;
	unlink(beside);
	return rmdir(folder);
}

static void
keep(struct entry_certificate *certificate)
{
	struct error err;

	assert_int_equal(certificates_keep(path, certificate, &err), 0);
}

static void
certificates_are_found_by_their_hash(void **state)
{
	struct entry_certificate text = { .text = BYTES("a\n\"b\""), .signer = BYTES("zoe") };
	struct entry_certificate odd = { .text = BYTES("\xff\xfe") };
	struct entry_certificate none = { .problem = BYTES("none") };
	struct buf kept = BUF_INIT;
	struct error err;

	(void)state;
	assert_int_equal(certificates_read(path, &kept, &err), 0);
	assert_int_equal(kept.len, 0);
	keep(&none);
	assert_string_equal(none.hash, "");
	keep(&text);
	assert_int_equal(io_write_file(beside, BYTES("{\"certificate\":\"cut"), &err), 0);
	keep(&text);
	keep(&odd);
	assert_int_equal(certificates_read(path, &kept, &err), 0);
	assert_true(bytes_equal_string(
		record_member_text(certificates_find(buf_bytes(&kept), bytes_of(text.hash))),
		"a\\n\\\"b\\\""));
	assert_true(bytes_equal_string(certificates_find(buf_bytes(&kept), bytes_of(odd.hash)),
				       "\"certificate_base64\":\"//4=\""));
	assert_null(certificates_find(buf_bytes(&kept), BYTES("0")).data);
	buf_release(&kept);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(certificates_are_found_by_their_hash, folder_make,
						folder_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
