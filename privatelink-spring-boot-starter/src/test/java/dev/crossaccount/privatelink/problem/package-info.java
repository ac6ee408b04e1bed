@NullMarked
package dev.crossaccount.privatelink.problem;

import org.jspecify.annotations.NullMarked;
