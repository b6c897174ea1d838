#include "config.h"

/*
 * For --enable-static-libgit2 only: libgit2's transports, without the libraries that they call.
 * writ opens no connection, so what would dial ends the process; what the library's start and end
 * call does nothing. Loading those libraries is most of a hook's start-up time.
 */

#include <stdlib.h>

#define NEVER(name)                                                                                \
	void name(void);                                                                           \
	void __attribute__((noreturn)) name(void)                                                  \
	{                                                                                          \
		abort();                                                                           \
	}

#define NOTHING(name)                                                                              \
	long name(void);                                                                           \
	long name(void)                                                                            \
	{                                                                                          \
		return 0;                                                                          \
	}

/* Called by git_libgit2_init and git_libgit2_shutdown. */
NOTHING(libssh2_exit)
NOTHING(libssh2_init)
NOTHING(mbedtls_ctr_drbg_free)
NOTHING(mbedtls_ctr_drbg_init)
NOTHING(mbedtls_ctr_drbg_seed)
NOTHING(mbedtls_entropy_free)
NOTHING(mbedtls_entropy_init)
NOTHING(mbedtls_ssl_conf_authmode)
NOTHING(mbedtls_ssl_conf_ca_chain)
NOTHING(mbedtls_ssl_conf_ciphersuites)
NOTHING(mbedtls_ssl_conf_min_version)
NOTHING(mbedtls_ssl_conf_rng)
NOTHING(mbedtls_ssl_config_defaults)
NOTHING(mbedtls_ssl_config_free)
NOTHING(mbedtls_ssl_config_init)
NOTHING(mbedtls_x509_crt_free)
NOTHING(mbedtls_x509_crt_init)

/* A cipher that is known: none at all is an error of the start. */
int mbedtls_ssl_get_ciphersuite_id(const char *name);
int
mbedtls_ssl_get_ciphersuite_id(const char *name)
{
	(void)name;
	return 1;
}

void *GSS_C_NT_HOSTBASED_SERVICE;

extern const int offline_stands_in;
const int offline_stands_in = 0;

/* Called by a transport. */
NEVER(gss_delete_sec_context)
NEVER(gss_display_status)
NEVER(gss_import_name)
NEVER(gss_indicate_mechs)
NEVER(gss_init_sec_context)
NEVER(gss_release_buffer)
NEVER(gss_release_name)
NEVER(gss_release_oid_set)
NEVER(http_errno_description)
NEVER(http_parser_execute)
NEVER(http_parser_init)
NEVER(http_parser_parse_url)
NEVER(http_parser_pause)
NEVER(http_should_keep_alive)
NEVER(libssh2_agent_connect)
NEVER(libssh2_agent_disconnect)
NEVER(libssh2_agent_free)
NEVER(libssh2_agent_get_identity)
NEVER(libssh2_agent_init)
NEVER(libssh2_agent_list_identities)
NEVER(libssh2_agent_userauth)
NEVER(libssh2_channel_close)
NEVER(libssh2_channel_free)
NEVER(libssh2_channel_open_ex)
NEVER(libssh2_channel_process_startup)
NEVER(libssh2_channel_read_ex)
NEVER(libssh2_channel_set_blocking)
NEVER(libssh2_channel_write_ex)
NEVER(libssh2_hostkey_hash)
NEVER(libssh2_knownhost_checkp)
NEVER(libssh2_knownhost_free)
NEVER(libssh2_knownhost_init)
NEVER(libssh2_knownhost_readfile)
NEVER(libssh2_session_abstract)
NEVER(libssh2_session_disconnect_ex)
NEVER(libssh2_session_free)
NEVER(libssh2_session_handshake)
NEVER(libssh2_session_hostkey)
NEVER(libssh2_session_init_ex)
NEVER(libssh2_session_last_error)
NEVER(libssh2_session_method_pref)
NEVER(libssh2_session_set_blocking)
NEVER(libssh2_userauth_authenticated)
NEVER(libssh2_userauth_keyboard_interactive_ex)
NEVER(libssh2_userauth_list)
NEVER(libssh2_userauth_password_ex)
NEVER(libssh2_userauth_publickey)
NEVER(libssh2_userauth_publickey_fromfile_ex)
NEVER(libssh2_userauth_publickey_frommemory)
NEVER(mbedtls_ctr_drbg_random)
NEVER(mbedtls_entropy_func)
NEVER(mbedtls_ssl_close_notify)
NEVER(mbedtls_ssl_free)
NEVER(mbedtls_ssl_get_peer_cert)
NEVER(mbedtls_ssl_get_verify_result)
NEVER(mbedtls_ssl_handshake)
NEVER(mbedtls_ssl_init)
NEVER(mbedtls_ssl_read)
NEVER(mbedtls_ssl_set_bio)
NEVER(mbedtls_ssl_set_hostname)
NEVER(mbedtls_ssl_setup)
NEVER(mbedtls_ssl_write)
NEVER(mbedtls_x509_crt_verify_info)
