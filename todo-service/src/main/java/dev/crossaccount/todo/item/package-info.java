/** Todos: created, listed, read, replaced and deleted over HTTP. */
@NullMarked
package dev.crossaccount.todo.item;

import org.jspecify.annotations.NullMarked;
