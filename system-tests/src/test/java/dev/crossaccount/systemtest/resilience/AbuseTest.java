package dev.crossaccount.systemtest.resilience;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.crossaccount.systemtest.DockerRequired;
import dev.crossaccount.systemtest.Topology;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link ResilienceTest} of clients that mean harm, and of full disks: the services log
 * each request that they get, the gateway waits for slow clients for 2 s, and disks are
 * small.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DockerRequired
@Topology.Overlays({ "system-tests/src/test/compose/resilience.yml", "system-tests/src/test/compose/abuse.yml" })
@ExtendWith({ Topology.Extension.class, Report.Extension.class })
@interface AbuseTest {

}
