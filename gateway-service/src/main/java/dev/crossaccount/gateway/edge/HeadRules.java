package dev.crossaccount.gateway.edge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

/**
 * Judges version, host, target and framing of a request, of which Netty lets pass what
 * another server refuses or reads in another way.
 * <p>
 * HTTP/1.0 knows no {@code Host}, and health checks of load balancers send none: there it
 * may be left out, because nothing is decided by it.
 */
final class HeadRules {

	/**
	 * What RFC 3986 calls reg-name or IPv4, or an IPv6 address; no user, perhaps a port.
	 */
	private static final Pattern AUTHORITY = Pattern
		.compile("(?:(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+|\\[([0-9A-Fa-f:.]+)])(?::([0-9]{1,5}))?");

	private HeadRules() {
	}

	/**
	 * Judges a request.
	 * @param request its request line and headers
	 * @return what is wrong with it, a sentence, or {@code null} if it may pass
	 */
	static @Nullable String violation(HttpRequest request) {
		HttpVersion version = request.protocolVersion();
		if (!HttpVersion.HTTP_1_1.equals(version) && !HttpVersion.HTTP_1_0.equals(version)) {
			return "The version must be HTTP/1.1 or HTTP/1.0.";
		}
		String violation = hostViolation(request);
		violation = (violation != null) ? violation : framingViolation(request.headers());
		violation = (violation != null) ? violation : TargetRules.violation(request.uri());
		return (violation != null) ? violation : bodyViolation(request);
	}

	private static @Nullable String hostViolation(HttpRequest request) {
		List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
		String authority = authority(request.uri());
		if (hosts.size() > 1 || hosts.isEmpty() && HttpVersion.HTTP_1_1.equals(request.protocolVersion())) {
			return "The request must have one Host header, and no more.";
		}
		if (!hosts.isEmpty() && !isAuthority(hosts.get(0))) {
			return "The Host header must be a host name or address, with or without a port.";
		}
		if (authority != null && !isAuthority(authority)) {
			return "The request target must name a host, with or without a port, and no user.";
		}
		if (authority != null && !hosts.isEmpty() && !authority.equalsIgnoreCase(hosts.get(0))) {
			return "The request target names another host than the Host header.";
		}
		return null;
	}

	/** Of a target in absolute form. */
	private static @Nullable String authority(String target) {
		int start = TargetRules.authorityStart(target);
		if (start < 0) {
			return null;
		}
		int end = start;
		while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
			end++;
		}
		return target.substring(start, end);
	}

	private static boolean isAuthority(String text) {
		if (isPlainName(text)) {
			return true;
		}
		Matcher matcher = AUTHORITY.matcher(text);
		return matcher.matches() && (matcher.group(1) == null || NetUtil.isValidIpV6Address(matcher.group(1)))
				&& (matcher.group(2) == null || Integer.parseInt(matcher.group(2)) <= 65535);
	}

	/** As nearly all are, which need no look at the grammar. */
	private static boolean isPlainName(String text) {
		int colon = text.indexOf(':');
		int end = (colon < 0) ? text.length() : colon;
		for (int i = 0; i < end; i++) {
			char c = text.charAt(i);
			if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-')) {
				return false;
			}
		}
		return end > 0 && (colon < 0 || isPlainPort(text, colon + 1));
	}

	/** Of at most four digits, so that it is none that is too high. */
	private static boolean isPlainPort(String text, int begin) {
		for (int i = begin; i < text.length(); i++) {
			if (text.charAt(i) < '0' || text.charAt(i) > '9') {
				return false;
			}
		}
		return text.length() > begin && text.length() <= begin + 4;
	}

	/** Netty takes a body in another coding for no body, and its bytes for a request. */
	private static @Nullable String framingViolation(HttpHeaders headers) {
		List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
		if (codings.isEmpty()) {
			return null;
		}
		if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
			return "The request must not have both Content-Length and Transfer-Encoding.";
		}
		if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
			return "The only Transfer-Encoding that a request may have is chunked.";
		}
		return null;
	}

	/**
	 * The bodies of these methods mean nothing, and Reactor Netty's client would hold
	 * them in memory.
	 */
	private static @Nullable String bodyViolation(HttpRequest request) {
		HttpMethod method = request.method();
		boolean bodiless = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)
				|| HttpMethod.DELETE.equals(method);
		return (bodiless && hasBody(request.headers())) ? "A " + method + " request carries no body." : null;
	}

	private static boolean hasBody(HttpHeaders headers) {
		String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
		return headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || length != null && !length.equals("0");
	}

}
