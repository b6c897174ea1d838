import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
 * <p>usage: java Imports.java [--declarations] FILE... | -
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

    private static final Map<Tree.Kind, String> KINDS =
            Map.of(
                    Tree.Kind.CLASS, "class",
                    Tree.Kind.INTERFACE, "interface",
                    Tree.Kind.ENUM, "enum",
                    Tree.Kind.ANNOTATION_TYPE, "annotation",
                    Tree.Kind.valueOf("RECORD"), "record");

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final PrintStream out;

    private final boolean declarations;

    private Imports(PrintStream out, boolean declarations) {
        this.out = out;
        this.declarations = declarations;
    }

    public static void main(String[] arguments) {
        List<String> paths = List.of(arguments);
        boolean declarations = paths.get(0).equals("--declarations");
        if (declarations) {
            paths = paths.subList(1, paths.size());
        }
        if (paths.equals(List.of("-"))) {
            var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
            paths = new BufferedReader(input).lines().collect(Collectors.toList());
        }
        try (var out = new PrintStream(System.out, false, StandardCharsets.UTF_8)) {
            var imports = new Imports(out, declarations);
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
            if (unparsed.contains(source.path)) {
                continue;
            }
            if (declarations) {
                new Declarations(source, unit, positions).scan(unit, null);
            } else {
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

    /** What a unit declares; anonymous classes declare nothing, nor do bodies of enum constants. */
    private final class Declarations extends TreeScanner<Void, String> {
        private final Source source;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        Declarations(Source source, CompilationUnitTree unit, SourcePositions positions) {
            this.source = source;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitClass(ClassTree tree, String outer) {
            String name = tree.getSimpleName().toString();
            if (name.isEmpty()) {
                return scanAnonymous(tree, outer);
            }
            var bases = new ArrayList<Tree>();
            if (tree.getExtendsClause() != null) {
                bases.add(tree.getExtendsClause());
            }
            bases.addAll(tree.getImplementsClause());
            print(tree, KINDS.get(tree.getKind()), name, outer, bases, tree.getModifiers());
            return super.visitClass(tree, name);
        }

        /** Its methods are those of no declaration, but what is declared in them is. */
        private Void scanAnonymous(ClassTree tree, String outer) {
            for (Tree member : tree.getMembers()) {
                if (member instanceof MethodTree) {
                    super.visitMethod((MethodTree) member, outer);
                } else {
                    scan(member, outer);
                }
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, String outer) {
            if (positions.getEndPosition(unit, tree) < 0) {
                return null; // made by the compiler
            }
            String name = tree.getName().toString().equals("<init>") ? outer : tree.getName().toString();
            print(tree, "method", name, outer, List.of(), tree.getModifiers());
            return super.visitMethod(tree, name);
        }

        private void print(
                Tree tree, String kind, String name, String outer, List<Tree> bases, ModifiersTree modifiers) {
            var text = new StringBuilder(name);
            if (outer != null) {
                text.append(" in ").append(outer);
            }
            for (int i = 0; i < bases.size(); i++) {
                text.append(i == 0 ? " : " : ", ").append(plain(bases.get(i)));
            }
            for (AnnotationTree annotation : modifiers.getAnnotations()) {
                text.append(" @").append(annotation.getAnnotationType());
            }
            long line = source.lineAt(nameOf(tree, name, modifiers));
            out.print(source.path + "\t" + line + "\t" + kind + "\t" + text + "\n");
        }

        /** Where the name stands: the tree does not say, so it is looked for behind the modifiers. */
        private long nameOf(Tree tree, String name, ModifiersTree modifiers) {
            long start = positions.getEndPosition(unit, modifiers);
            if (tree instanceof MethodTree && ((MethodTree) tree).getReturnType() != null) {
                start = positions.getEndPosition(unit, ((MethodTree) tree).getReturnType());
            }
            start = Math.max(start, positions.getStartPosition(unit, tree));
            var word = Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])").matcher(source.text);
            return word.find((int) start) ? word.start() : start;
        }

        private String plain(Tree type) {
            if (type instanceof ParameterizedTypeTree) {
                return plain(((ParameterizedTypeTree) type).getType());
            }
            if (type instanceof AnnotatedTypeTree) {
                return plain(((AnnotatedTypeTree) type).getUnderlyingType());
            }
            if (type instanceof MemberSelectTree) {
                var select = (MemberSelectTree) type;
                return plain(select.getExpression()) + "." + select.getIdentifier();
            }
            return type.toString();
        }
    }
}
