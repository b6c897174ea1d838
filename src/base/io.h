#ifndef WRIT_BASE_IO_H
#define WRIT_BASE_IO_H

/*
 * Reading and writing descriptors to the end, with limits, over short counts and interrupts.
 */

#include "base/buf.h"
#include "base/error.h"

/* Reads FD to its end into OUT. ERROR_LIMIT when it holds more than MAX bytes (what was read is
 * kept), ERROR_SYSTEM when reading fails. */
int io_read_all(int fd, size_t max, struct buf *out, struct error *err) MUST_CHECK;
/* The whole file PATH, at most MAX bytes. ERROR_NOT_FOUND when it is not there. */
int io_read_file(const char *path, size_t max, struct buf *out, struct error *err) MUST_CHECK;
/* Makes TEXT the whole of the file PATH. */
int io_write_file(const char *path, struct bytes text, struct error *err) MUST_CHECK;
int io_write_all(int fd, struct bytes b, struct error *err) MUST_CHECK;

/* For CLEANUP: closes *FD unless it is -1. */
void io_close(int *fd);
/* Takes the descriptor out of *FD, which becomes -1. */
int io_steal(int *fd);

#endif
