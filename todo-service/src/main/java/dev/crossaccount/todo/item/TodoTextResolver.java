package dev.crossaccount.todo.item;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the text of a todo from a request's body: a form or JSON, in UTF-8.
 * <p>
 * Servlet parameters would not do: they mix in the query string, take the first of two
 * fields, and replace what is not UTF-8.
 */
class TodoTextResolver implements HandlerMethodArgumentResolver {

	/**
	 * In bytes. The longest todo needs 48 KiB: 4,096 characters of 12 bytes each, whether
	 * percent-encoded or as a pair of JSON escapes.
	 */
	static final int MAX_BODY = 64 * 1024;

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == TodoText.class;
	}

	@Override
	public TodoText resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory)
			throws IOException, HttpMediaTypeNotSupportedException {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		Assert.state(request != null, "No servlet request");
		MediaType type = MediaType.parseMediaType(request.getContentType());
		if (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
			throw new HttpMediaTypeNotSupportedException(type, List.of(withUtf8(type)));
		}
		byte[] body = read(request);
		return new TodoText(
				type.isCompatibleWith(MediaType.APPLICATION_JSON) ? JsonBody.text(body) : FormBody.text(body));
	}

	private static MediaType withUtf8(MediaType type) {
		return new MediaType(type, StandardCharsets.UTF_8);
	}

	private static byte[] read(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() > MAX_BODY) {
			throw new BodyTooLargeException(MAX_BODY);
		}
		// A chunked body has no Content-Length.
		byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
		if (body.length > MAX_BODY) {
			throw new BodyTooLargeException(MAX_BODY);
		}
		return body;
	}

}
