#ifndef WRIT_LUA_REFERENCE_H
#define WRIT_LUA_REFERENCE_H

/*
 * The reference of what policies can use, as a text, and as definitions for the Lua language server
 * and other editors that read LuaCATS annotations. Both are made of api.h's sections.
 */

#include "base/buf.h"
#include "base/error.h"

/* Writes every section, or, with a NAME, the one of that name and those of its options ("file",
 * "file.find_options"). ERROR_USAGE when there is none. */
int reference_write(struct buf *out, struct bytes name, struct error *err) MUST_CHECK;
/* Writes a file of definitions: Lua that declares everything and does nothing. */
void definitions_write(struct buf *out);

#endif
