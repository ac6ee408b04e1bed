package dev.crossaccount.systemtest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * A test that finds the same on any JDK: it looks at a script, at pages in a browser, or
 * at what the modules' own tests see on each. CI runs it in one of its two passes.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-jdk")
@interface AnyJdk {

}
