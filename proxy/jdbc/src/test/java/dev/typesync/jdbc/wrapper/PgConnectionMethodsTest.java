package dev.typesync.jdbc.wrapper;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class PgConnectionMethodsTest {
    @Test
    void declaresEveryMethodOfPgjdbcsInterface() throws Exception {
        List<Method> methods = Arrays.stream(PGConnection.class.getMethods()).toList();

        assertThat(methods).isNotEmpty();
        for (Method method : methods) {
            assertThat(CapturingPgConnection.class
                            .getMethod(method.getName(), method.getParameterTypes())
                            .getDeclaringClass())
                    .as("%s: a default method of the interface would bypass the delegate", method)
                    .isEqualTo(CapturingPgConnection.class);
        }
    }
}
