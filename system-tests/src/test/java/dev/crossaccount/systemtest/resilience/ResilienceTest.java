package dev.crossaccount.systemtest.resilience;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.crossaccount.systemtest.DockerRequired;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the one {@link Topology} without plans that callers could exceed, each of
 * whose methods is a {@link Report.Row}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DockerRequired
@Topology.Overlays("system-tests/src/test/compose/resilience.yml")
@ExtendWith({ Topology.Extension.class, Report.Extension.class })
@interface ResilienceTest {

}
