package dev.crossaccount.todo.item;

/** Draws ids for new todos. */
interface IdSource {

	/**
	 * Draws an id that may be taken already.
	 * @param digits how many digits, an even number
	 * @return that many lower-case hex digits
	 */
	String draw(int digits);

}
