package io.elevenfold.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every route that the service has, read from its classes. */
public final class Routes {

    private static final List<Class<? extends Annotation>> METHODS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private Routes() {}

    /** Method and path with place holders, for example {@code GET /findings/{id}}. */
    public static SortedSet<String> all() {
        SortedSet<String> routes = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.elevenfold")) {
            if (each.isAnnotatedWith(Path.class)) {
                for (JavaMethod method : each.getMethods()) {
                    for (Class<? extends Annotation> kind : METHODS) {
                        if (method.isAnnotatedWith(kind)) {
                            routes.add(kind.getSimpleName() + " " + path(each, method));
                        }
                    }
                }
            }
        }
        return routes;
    }

    private static String path(JavaClass resource, JavaMethod method) {
        String below = method.isAnnotatedWith(Path.class)
                ? method.getAnnotationOfType(Path.class).value()
                : "";
        String path = "/" + resource.getAnnotationOfType(Path.class).value() + "/" + below;
        String clean = path.replaceAll("/+", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }
}
