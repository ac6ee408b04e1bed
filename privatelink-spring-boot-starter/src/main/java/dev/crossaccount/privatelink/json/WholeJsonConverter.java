package dev.crossaccount.privatelink.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Writes JSON as a whole and with its length.
 * <p>
 * Spring's own flushes, so that an answer goes out in chunks, by two writes to the
 * connection. They are the most that a short answer costs.
 */
class WholeJsonConverter extends JacksonJsonHttpMessageConverter {

	WholeJsonConverter(JsonMapper mapper) {
		super(mapper);
	}

	@Override
	protected void writeInternal(Object object, ResolvableType type, HttpOutputMessage message,
			@Nullable Map<String, Object> hints) throws IOException {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		super.writeInternal(object, type, new Kept(message.getHeaders(), whole), hints);
		message.getHeaders().setContentLength(whole.size());
		whole.writeTo(message.getBody());
	}

	private record Kept(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public OutputStream getBody() {
			return this.body;
		}

	}

}
