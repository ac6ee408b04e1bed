/** Auto-configuration that makes a Spring Boot service on Jetty aware of PrivateLink. */
@NullMarked
package dev.crossaccount.privatelink;

import org.jspecify.annotations.NullMarked;
