#include "config.h"

#include "lua/vm.h"

#include <math.h>
#include <string.h>

#include "lua/budget.h"
#include "lua/state.h"

/* The functions that the linked machine calls, by the names that `ld --wrap` gives them. */
unsigned int __wrap_luaS_hash(const char *text, size_t len, unsigned int seed);
int __wrap_memcmp(const void *a, const void *b, size_t len);
int __wrap_strcoll(const char *a, const char *b);
double __wrap_pow(double base, double exponent);
size_t __wrap_luaO_str2num(const char *text, void *number);
const char *__wrap_luaF_getlocalname(const void *function, int number, int pc);
void __wrap_luaT_getvarargs(lua_State *lua, void *call, void *where, int wanted);

/* What the wrapped ones of the machine's own stand for. */
size_t luaO_str2num(const char *text, void *number);
const char *luaF_getlocalname(const void *function, int number, int pc);
void luaT_getvarargs(lua_State *lua, void *call, void *where, int wanted);

static struct policy *running;

void
vm_set_running(struct policy *policy)
{
	running = policy;
}

static void
charge(uint64_t work)
{
	if (running)
		budget_charge(running, work);
}

/* Called from outside its file only to make a state's seed out of the time and two addresses. The
 * order of tables, and the length of one with holes, must not depend on them. */
unsigned int
__wrap_luaS_hash(UNUSED const char *text, UNUSED size_t len, UNUSED unsigned int seed)
{
	return 0x77726974;
}

/* Equality of strings. */
int
__wrap_memcmp(const void *a, const void *b, size_t len)
{
	charge(len / BYTES_PER_INSTRUCTION);
	return memcmp(a, b, len);
}

/* Order of strings: by bytes, whatever the locale. */
int
__wrap_strcoll(const char *a, const char *b)
{
	size_t same = 0;

	while (a[same] && a[same] == b[same])
		same++;
	charge(same / BYTES_PER_COMPARISON);
	return (unsigned char)a[same] - (unsigned char)b[same];
}

/* Strings that stand for numbers: in the bounds of a numeric `for`. */
size_t
__wrap_luaO_str2num(const char *text, void *number)
{
	charge(strlen(text) / BYTES_PER_COMPARISON);
	return luaO_str2num(text, number);
}

/* Once for each link of a chain `a.b.c` that an error message names; each link searches the
 * function's code from its start. */
const char *
__wrap_luaF_getlocalname(const void *function, int number, int pc)
{
	charge(1 + (uint64_t)pc / 4);
	return luaF_getlocalname(function, number, pc);
}

/* `...`: one instruction copies as many values as the caller gave; all of them when WANTED is -1,
 * and then they end the stack. */
void
__wrap_luaT_getvarargs(lua_State *lua, void *call, void *where, int wanted)
{
	luaT_getvarargs(lua, call, where, wanted);
	charge((uint64_t)(wanted < 0 ? lua_gettop(lua) : wanted) / VALUES_PER_INSTRUCTION);
}

enum { EXPONENT_MAX = 1024 };

static double
power_of_whole(double base, int exponent)
{
	double power = 1;

	for (int left = exponent < 0 ? -exponent : exponent; left; left /= 2) {
		if (left % 2)
			power *= base;
		base *= base;
	}
	return exponent < 0 ? 1 / power : power;
}

/* libm promises no last bit, and takes another one on another processor: so powers are made of
 * multiplications and square roots, which IEEE 754 defines, or not at all. */
double
__wrap_pow(double base, double exponent)
{
	if (isnan(exponent))
		return exponent;
	if (fabs(exponent) == 0.5)
		return exponent > 0 ? sqrt(base) : 1 / sqrt(base);
	if (exponent != floor(exponent) || fabs(exponent) > EXPONENT_MAX) {
		if (running)
			policy_fail(running, "`^` takes whole exponents up to %d, and 0.5",
				    EXPONENT_MAX);
		return NAN;
	}
	return power_of_whole(base, (int)exponent);
}
