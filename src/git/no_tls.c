#include "config.h"

/*
 * libgit2 as Debian builds it parses every TLS root certificate of the machine when it starts:
 * 54 of the 64 million instructions of a hook that judges nothing, 9.9 ms. writ never dials out.
 * These definitions stand in the executable and so come before libmbedx509's in the dynamic
 * linker's order (configure exports them). They succeed with no certificate:
 * were a connection ever tried, none could be verified.
 */

#include <stdint.h>

#define EXPORTED __attribute__((visibility("default")))

struct mbedtls_x509_crt;

/* As <mbedtls/havege.h> of 2.x has it, as far as it counts: where the pool is read next. */
struct mbedtls_havege_state {
	uint32_t pt1, pt2, offset[2];
};

extern const int no_tls_stands_in;
const int no_tls_stands_in = 0;

EXPORTED int mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain, const char *path);
EXPORTED int mbedtls_x509_crt_parse_path(struct mbedtls_x509_crt *chain, const char *path);
EXPORTED void mbedtls_havege_init(struct mbedtls_havege_state *state);

/* It stirs a pool of entropy, an eighth of what is left of the start, for keys that nobody makes.
 */
void
mbedtls_havege_init(struct mbedtls_havege_state *state)
{
	*state = (struct mbedtls_havege_state){ 0 }; /* it may lie in memory that was used before */
}

int
mbedtls_x509_crt_parse_file(struct mbedtls_x509_crt *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

int
mbedtls_x509_crt_parse_path(struct mbedtls_x509_crt *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}
