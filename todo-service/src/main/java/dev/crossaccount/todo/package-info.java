@NullMarked
package dev.crossaccount.todo;

import org.jspecify.annotations.NullMarked;
