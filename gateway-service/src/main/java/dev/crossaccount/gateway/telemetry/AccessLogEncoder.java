package dev.crossaccount.gateway.telemetry;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;

import ch.qos.logback.core.encoder.EncoderBase;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes an entry as a JSON object in one line, without the fields that have no value.
 */
class AccessLogEncoder extends EncoderBase<AccessLogEntry> {

	/** Always as long, so that lines sort as text. */
	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private static final byte[] NOTHING = {};

	/** Some readers, and terminals, take what is not ASCII for the end of a line. */
	private final JsonFactory json = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final List<AccessLogField> fields;

	AccessLogEncoder(List<AccessLogField> fields) {
		this.fields = fields;
	}

	@Override
	public byte[] headerBytes() {
		return NOTHING;
	}

	@Override
	public byte[] footerBytes() {
		return NOTHING;
	}

	@Override
	public byte[] encode(AccessLogEntry entry) {
		ByteArrayOutputStream line = new ByteArrayOutputStream(512);
		try (JsonGenerator generator = this.json.createGenerator(ObjectWriteContext.empty(), line)) {
			generator.writeStartObject();
			for (int i = 0; i < this.fields.size(); i++) {
				Object value = entry.value(i);
				if (value != null) {
					generator.writeName(this.fields.get(i).key());
					write(generator, value);
				}
			}
			generator.writeEndObject();
		}
		line.write('\n');
		return line.toByteArray();
	}

	private static void write(JsonGenerator generator, Object value) {
		if (value instanceof Integer number) {
			generator.writeNumber(number);
		}
		else if (value instanceof Long number) {
			generator.writeNumber(number);
		}
		else if (value instanceof Double number) {
			generator.writeNumber(number);
		}
		else if (value instanceof Instant time) {
			generator.writeString(TIME.format(time));
		}
		else {
			generator.writeString(value.toString());
		}
	}

}
