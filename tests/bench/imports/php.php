<?php
/**
 * Lists what PHP sources use and include with PHP's own tokenizer, one a line as README.md says.
 *
 * usage: php -d short_open_tag=0 php.php FILE... | -
 */
declare(strict_types=1);

/** The tokens of a file without blanks and comments, and a place in them. */
final class Tokens
{
    private int $at = 0;

    /** @param list<PhpToken> $all */
    private function __construct(private array $all)
    {
    }

    /** What PHP would not compile throws. */
    public static function of(string $source): self
    {
        $tokens = PhpToken::tokenize($source, TOKEN_PARSE);
        $tokens = array_filter($tokens, fn (PhpToken $token) => !$token->isIgnorable());
        return new self(array_values($tokens));
    }

    public function next(): ?PhpToken
    {
        return $this->all[$this->at++] ?? null;
    }

    public function is(int|string|array $kind, int $ahead = 0): bool
    {
        return ($this->all[$this->at + $ahead] ?? null)?->is($kind) ?? false;
    }

    public function ended(int $ahead): bool
    {
        return !isset($this->all[$this->at + $ahead]);
    }

    public function peek(int $ahead): PhpToken
    {
        return $this->all[$this->at + $ahead];
    }
}

const NAMES = [T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED];

/** What may stand behind an expression that include takes as a whole. */
const ENDS = [';', ')', ']', '}', ',', ':', T_CLOSE_TAG, T_DOUBLE_ARROW, T_AS,
    T_LOGICAL_AND, T_LOGICAL_OR, T_LOGICAL_XOR];

const ESCAPES = ['n' => "\n", 't' => "\t", 'r' => "\r", 'v' => "\v", 'e' => "\e", 'f' => "\f"];

function unescaped(array $match): string
{
    $escape = $match[1];
    return match (true) {
        isset(ESCAPES[$escape]) => ESCAPES[$escape],
        in_array($escape, ['\\', '$', '"'], true) => $escape,
        $escape[0] === 'u' => iconv('UCS-4BE', 'UTF-8', pack('N', hexdec(substr($escape, 2, -1)))),
        $escape[0] === 'x' => chr((int) hexdec(substr($escape, 1))),
        default => chr(octdec($escape) & 0xff),
    };
}

function value_of_string(string $literal): string
{
    $literal = ltrim($literal, 'bB');
    $inner = substr($literal, 1, -1);
    if ($literal[0] === "'") {
        return preg_replace('/\\\\([\\\\\'])/', '$1', $inner);
    }
    $escape = '/\\\\([ntrvef\\\\$"]|[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u\{[0-9A-Fa-f]+\})/';
    return preg_replace_callback($escape, 'unescaped', $inner);
}

/** Behind `use`: each clause with the prefix of its group, at the line of its own name. */
function clauses(Tokens $tokens): iterable
{
    $prefix = '';
    while (($token = $tokens->next()) && !$token->is([';', T_CLOSE_TAG])) {
        if ($token->is(T_AS)) {
            $tokens->next();
        } elseif ($token->is(NAMES) && $tokens->is(T_NS_SEPARATOR)) {
            $prefix = $token->text . '\\';
        } elseif ($token->is(NAMES)) {
            yield [$token->pos, 'static', ltrim($prefix . $token->text, '\\')];
        }
    }
}

/** Behind `include` and its like: the file when it is one string, in brackets or not. */
function included(Tokens $tokens): ?array
{
    if ($tokens->ended(0)) {
        return null;
    }
    for ($open = 0; $tokens->is('(', $open); $open++);
    $ahead = $open + 1;
    for ($close = 0; $close < $open && $tokens->is(')', $ahead); $close++, $ahead++);
    $alone = $close === $open && ($tokens->ended($ahead) || $tokens->is(ENDS, $ahead));
    if ($alone && $tokens->is(T_CONSTANT_ENCAPSED_STRING, $open)) {
        $string = $tokens->peek($open);
        return [$string->pos, 'include', value_of_string($string->text)];
    }
    return [$tokens->peek(0)->pos, 'dynamic', ''];
}

/** `use` in the body of a class or behind a closure is another word: here none is in braces. */
function imports(Tokens $tokens): iterable
{
    $braces = [];
    $of_namespace = false;
    while ($token = $tokens->next()) {
        if ($token->is(['{', T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES])) {
            $braces[] = $of_namespace;
            $of_namespace = false;
        } elseif ($token->is('}')) {
            array_pop($braces);
        } elseif ($token->is(T_NAMESPACE)) {
            $of_namespace = $tokens->is('{') || $tokens->is('{', 1);
        } elseif ($token->is(T_USE) && !in_array(false, $braces, true) && !$tokens->is('(')) {
            yield from clauses($tokens);
        } elseif ($token->is([T_INCLUDE, T_INCLUDE_ONCE, T_REQUIRE, T_REQUIRE_ONCE])) {
            yield included($tokens);
        }
    }
}

/** Control characters would break the lines that are printed. */
function escaped(string $text): string
{
    return preg_replace_callback(
        '/[\x00-\x1f\x7f]/',
        fn (array $match) => sprintf('\\x%02X', ord($match[0])),
        $text
    );
}

function list_file(string $path): void
{
    $source = file_get_contents($path);
    try {
        $tokens = Tokens::of($source);
    } catch (CompileError) {
        echo "$path\t0\tunparsed\t\n";
        return;
    }
    foreach (imports($tokens) as [$position, $kind, $module]) {
        $line = 1 + substr_count($source, "\n", 0, $position);
        echo "$path\t$line\t$kind\t", escaped($module), "\n";
    }
}

error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING);
ini_set('memory_limit', '-1');
$paths = array_slice($argv, 1);
if ($paths === ['-']) {
    $paths = file('php://stdin', FILE_IGNORE_NEW_LINES);
}
array_map('list_file', $paths);
