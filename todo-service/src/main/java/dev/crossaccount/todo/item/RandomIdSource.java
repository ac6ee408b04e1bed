package dev.crossaccount.todo.item;

import java.security.SecureRandom;
import java.util.HexFormat;

import org.springframework.stereotype.Component;

/** Draws ids that nobody can guess from others. */
@Component
class RandomIdSource implements IdSource {

	private final SecureRandom random = new SecureRandom();

	@Override
	public String draw(int digits) {
		byte[] bytes = new byte[digits / 2];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}
