import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Lists the imports of Java sources with javac's own parser, one a line as README.md says.
 *
 * <p>usage: java Imports.java FILE... | -
 */
public final class Imports {
    /** So many files are parsed by one task: a task for each is slow, one for all needs much memory. */
    private static final int BATCH = 200;

    private static final List<String> OPTIONS =
            List.of("-proc:none", "-Xmaxerrs", "1000000", "-XDshould-stop.ifError=GENERATE");

    /** A file under the name it was given by. Bytes that are no UTF-8 are no reason to refuse it. */
    private static final class Source extends SimpleJavaFileObject {
        private final String path;
        private final String text;

        Source(String path) {
            super(URI.create("source:///Source.java"), Kind.SOURCE);
            this.path = path;
            try {
                this.text = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getName() {
            return path;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        long lineAt(long position) {
            return 1 + text.chars().limit(position).filter(c -> c == '\n').count();
        }
    }

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final PrintStream out;

    private Imports(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        List<String> paths = List.of(arguments);
        if (paths.equals(List.of("-"))) {
            var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
            paths = new BufferedReader(input).lines().collect(Collectors.toList());
        }
        try (var out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            var imports = new Imports(out);
            for (int i = 0; i < paths.size(); i += BATCH) {
                imports.list(paths.subList(i, Math.min(i + BATCH, paths.size())));
            }
        }
    }

    /** javac hands sources out in wrappers of its own: they are known by their names. */
    private void list(List<String> paths) {
        var sources = new LinkedHashMap<String, Source>();
        paths.forEach(path -> sources.put(path, new Source(path)));
        var unparsed = new HashSet<String>();
        var task = task(sources.values(), unparsed);
        var positions = Trees.instance(task).getSourcePositions();
        for (CompilationUnitTree unit : parsed(task)) {
            var source = sources.get(unit.getSourceFile().getName());
            if (!unparsed.contains(source.path)) {
                list(source, unit, positions);
            }
        }
        unparsed.forEach(path -> out.print(path + "\t0\tunparsed\t\n"));
    }

    private JavacTask task(Iterable<Source> sources, Set<String> unparsed) {
        DiagnosticListener<JavaFileObject> listener =
                diagnostic -> {
                    if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                        unparsed.add(diagnostic.getSource().getName());
                    }
                };
        var task = compiler.getTask(new StringWriter(), null, listener, OPTIONS, null, sources);
        return (JavacTask) task;
    }

    private static Iterable<? extends CompilationUnitTree> parsed(JavacTask task) {
        try {
            return task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void list(Source source, CompilationUnitTree unit, SourcePositions positions) {
        for (ImportTree one : unit.getImports()) {
            var name = one.getQualifiedIdentifier();
            long line = source.lineAt(positions.getStartPosition(unit, name));
            out.print(source.path + "\t" + line + "\tstatic\t" + name + "\n");
        }
    }
}
