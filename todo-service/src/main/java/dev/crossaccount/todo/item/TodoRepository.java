package dev.crossaccount.todo.item;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/**
 * Keeps todos, and the first answer given under each idempotency key.
 * <p>
 * The SQL is written out because each promise of the contract rests on one statement: an
 * insert that never overwrites, an update that checks the version it replaces.
 */
interface TodoRepository extends Repository<Todo, Long> {

	/**
	 * Keeps a new todo.
	 * @param id its id
	 * @param data its text
	 * @return whether the id was free
	 */
	@Modifying
	@Query("INSERT INTO todo (id, data) VALUES (:id, :data) ON CONFLICT DO NOTHING")
	boolean insert(String id, String data);

	@Query("SELECT seq, id, data, version FROM todo WHERE id = :id")
	Optional<Todo> find(String id);

	/**
	 * Lists todos in the order of creation. A todo whose transaction is still open while
	 * a later one is listed is not seen by a reader who has passed its place.
	 * @param after the place after which to begin
	 * @param limit how many at most
	 * @param bytes where to stop: the todo with which the texts are that long is the last
	 * @return the todos
	 */
	@Query(value = """
			SELECT seq, id, data, bytes FROM (
				SELECT seq, id, data, sum(octet_length(data)) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) AS bytes
				FROM (SELECT seq, id, data FROM todo WHERE seq > :after ORDER BY seq LIMIT :limit) AS asked) AS counted
			WHERE bytes - octet_length(data) < :bytes ORDER BY seq
			""", resultSetExtractorClass = TodoPageReader.class)
	TodoPage list(long after, int limit, int bytes);

	/**
	 * Counts the todos.
	 * @param most where to stop
	 * @return how many there are, or {@code most} if there are more
	 */
	@Query("SELECT count(*) FROM (SELECT 1 FROM todo LIMIT :most) AS counted")
	long count(int most);

	@Modifying
	@Query("""
			UPDATE todo SET data = :data, version = version + 1
			WHERE id = :id AND (:anyVersion OR version IN (:versions))
			""")
	boolean update(String id, String data, boolean anyVersion, List<Integer> versions);

	@Modifying
	@Query("DELETE FROM todo WHERE id = :id AND (:anyVersion OR version IN (:versions))")
	boolean delete(String id, boolean anyVersion, List<Integer> versions);

	/**
	 * Claims an idempotency key for this transaction. Waits while another transaction has
	 * claimed the key and is still open.
	 * @param key the key
	 * @param data the text under the key
	 * @return whether the key was free
	 */
	@Modifying
	@Query("INSERT INTO first_answer (idempotency_key, data) VALUES (:key, :data) ON CONFLICT DO NOTHING")
	boolean claim(String key, String data);

	@Modifying
	@Query("UPDATE first_answer SET todo_id = :todoId WHERE idempotency_key = :key")
	void answer(String key, String todoId);

	@Query("SELECT todo_id, data FROM first_answer WHERE idempotency_key = :key AND created_at >= :since")
	Optional<FirstAnswer> findFirstAnswer(String key, OffsetDateTime since);

	@Modifying
	@Query("DELETE FROM first_answer WHERE idempotency_key = :key AND created_at < :before")
	void forget(String key, OffsetDateTime before);

	/**
	 * Deletes some old answers: not all, because a statement must end within the socket
	 * timeout.
	 * @param before the answers given before this time are old
	 * @param limit how many at most
	 * @return how many were deleted
	 */
	@Modifying
	@Query("""
			DELETE FROM first_answer WHERE idempotency_key IN (
				SELECT idempotency_key FROM first_answer WHERE created_at < :before ORDER BY created_at LIMIT :limit)
			AND created_at < :before
			""")
	int forget(OffsetDateTime before, int limit);

}
