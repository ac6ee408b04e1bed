package dev.crossaccount.benchmark.stockmvc;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists and creates todos in the table of todo-service. */
@RestController
@RequestMapping("/todo")
class TodoController {

	private final JdbcTemplate database;

	private final SecureRandom random = new SecureRandom();

	TodoController(JdbcTemplate database) {
		this.database = database;
	}

	@GetMapping
	List<Todo> list(@RequestParam(defaultValue = "100") int limit) {
		return this.database.query("SELECT id, data FROM todo ORDER BY seq LIMIT ?",
				(row, number) -> new Todo(row.getString(1), row.getString(2)), limit);
	}

	@PostMapping
	ResponseEntity<Todo> create(@RequestParam String data) {
		String id = draw();
		while (this.database.update("INSERT INTO todo (id, data) VALUES (?, ?) ON CONFLICT DO NOTHING", id,
				data) == 0) {
			id = draw();
		}
		return ResponseEntity.created(URI.create("/todo/" + id)).body(new Todo(id, data));
	}

	private String draw() {
		byte[] bytes = new byte[4];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	record Todo(String id, String data) {
	}

}
