@NullMarked
package dev.crossaccount.gateway.problem;

import org.jspecify.annotations.NullMarked;
