@NullMarked
package dev.crossaccount.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
