@NullMarked
package dev.crossaccount.authorization;

import org.jspecify.annotations.NullMarked;
