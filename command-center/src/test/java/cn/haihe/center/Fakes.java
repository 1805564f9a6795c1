package cn.haihe.center;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stands in for an interface of the hub in tests that need a few of its methods only. */
public final class Fakes {
    private Fakes() {}

    /** @param with an object of a public class with public methods of the same names and parameters; all others fail */
    public static <T> T of(Class<T> type, Object with) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(with, method, arguments)));
    }

    private static Object call(Object with, Method method, Object[] arguments) throws Throwable {
        try {
            return with.getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(with, arguments);
        } catch (NoSuchMethodException missing) {
            throw new UnsupportedOperationException(method.toString());
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
