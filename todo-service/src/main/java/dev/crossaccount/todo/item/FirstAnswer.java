package dev.crossaccount.todo.item;

/**
 * Holds what a client was answered when it first used an idempotency key.
 *
 * @param todoId the id of the todo that was created
 * @param data the todo's text at that time
 */
record FirstAnswer(String todoId, String data) {
}
