#include "config.h"

#include "lua/matcher_class.h"

static bool
between(unsigned char c, char first, char last)
{
	return c >= (unsigned char)first && c <= (unsigned char)last;
}

static bool
is_letter(unsigned char c)
{
	return between(c, 'a', 'z') || between(c, 'A', 'Z');
}

static bool
is_digit(unsigned char c)
{
	return between(c, '0', '9');
}

static bool
is_graphic(unsigned char c)
{
	return between(c, '!', '~');
}

/* The class that the lower-case LETTER names: 1 holds, 0 does not, -1: there is no such class. */
static int
class_test(unsigned char letter, unsigned char c)
{
	switch (letter) {
	case 'a':
		return is_letter(c);
	case 'c':
		return c < ' ' || c == 0x7f;
	case 'd':
		return is_digit(c);
	case 'g':
		return is_graphic(c);
	case 'l':
		return between(c, 'a', 'z');
	case 'p':
		return is_graphic(c) && !is_letter(c) && !is_digit(c);
	case 's':
		return c == ' ' || between(c, '\t', '\r');
	case 'u':
		return between(c, 'A', 'Z');
	case 'w':
		return is_letter(c) || is_digit(c);
	case 'x':
		return is_digit(c) || between(c, 'a', 'f') || between(c, 'A', 'F');
	case 'z':
		return c == 0;
	}
	return -1;
}

bool
class_holds(unsigned char letter, unsigned char c)
{
	bool others = between(letter, 'A', 'Z');
	int holds = class_test(others ? (unsigned char)(letter - 'A' + 'a') : letter, c);

	if (holds < 0)
		return letter == c;
	return others ? !holds : holds;
}

bool
set_holds(struct bytes text, unsigned char c)
{
	bool all_others = bytes_starts_with(text, BYTES("^"));

	for (size_t i = all_others; i < text.len; i++) {
		unsigned char here = (unsigned char)text.data[i];

		if (here == '%' && i + 1 < text.len) {
			if (class_holds((unsigned char)text.data[++i], c))
				return !all_others;
		} else if (i + 2 < text.len && text.data[i + 1] == '-') {
			if (between(c, text.data[i], text.data[i + 2]))
				return !all_others;
			i += 2;
		} else if (here == c) {
			return !all_others;
		}
	}
	return all_others;
}
