/** The database as a thing that may be away: at start-up, and later. */
@NullMarked
package dev.crossaccount.todo.database;

import org.jspecify.annotations.NullMarked;
