package dev.crossaccount.todo.item;

/**
 * Holds a todo as clients see it.
 *
 * @param id what clients know it by
 * @param data its text
 */
record TodoView(String id, String data) {
}
