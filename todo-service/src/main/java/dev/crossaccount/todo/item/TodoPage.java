package dev.crossaccount.todo.item;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/**
 * Collects a page of todos as JSON, each as {@link TodoView} is written: row by row while
 * the database's answer is read, without an object for each.
 */
class TodoPage {

	private static final JsonFactory JSON = new JsonFactory();

	private static final SerializableString ID = new SerializedString("id");

	private static final SerializableString DATA = new SerializedString("data");

	/**
	 * Length in UTF-8 of the texts at which a page ends, and the next begins with the
	 * todo that made it that long. A few pages of a thousand of the longest todos would
	 * take all memory that there is.
	 */
	static final int MAX_BYTES = 256 * 1024;

	/** A hundred short todos. */
	private static final int USUAL_LENGTH = 8 * 1024;

	private final ByteArrayOutputStream written = new ByteArrayOutputStream(USUAL_LENGTH);

	private final JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), this.written,
			JsonEncoding.UTF8);

	private int count;

	private boolean full;

	private long last;

	private long lastButOne;

	private int endOfLastButOne;

	TodoPage() {
		this.json.writeStartArray();
	}

	void add(long place, String id, String data) {
		this.endOfLastButOne = this.written.size() + this.json.streamWriteOutputBuffered();
		this.lastButOne = this.last;
		this.last = place;
		this.count++;
		this.json.writeStartObject();
		this.json.writeName(ID);
		this.json.writeString(id);
		this.json.writeName(DATA);
		this.json.writeString(data);
		this.json.writeEndObject();
	}

	/**
	 * Notes how long the texts are together, that of the todo added last included.
	 * @param bytes their length in UTF-8
	 */
	void count(long bytes) {
		this.full = bytes >= MAX_BYTES;
	}

	/**
	 * Says whether there is a todo that is not to be shown.
	 * @param limit how many to show, at most one less than were added
	 * @return whether there is a next page
	 */
	boolean isMoreThan(int limit) {
		return this.full || this.count > limit;
	}

	/**
	 * Returns the place in the order of creation of the last todo but one.
	 * @return the place, 0 if there is none
	 */
	long lastButOne() {
		return this.lastButOne;
	}

	/**
	 * Returns the page, which takes no more todos then.
	 * @param limit how many to show, at most one less than were added
	 * @return JSON in UTF-8
	 */
	byte[] toJson(int limit) {
		this.json.writeEndArray();
		this.json.close();
		byte[] all = this.written.toByteArray();
		if (!isMoreThan(limit)) {
			return all;
		}
		byte[] shown = Arrays.copyOf(all, this.endOfLastButOne + 1);
		shown[this.endOfLastButOne] = ']';
		return shown;
	}

}
