-- The same statements run on PostgreSQL and on H2 in its PostgreSQL mode.

-- The limit of a todo is 4,096 code points, and the program checks it. A varchar's length means code
-- points to PostgreSQL, UTF-16 units to H2, and bytes to a PostgreSQL database without an encoding
-- (SQL_ASCII): 16,384 holds the limit in each.
CREATE TABLE todo (
	-- Order of creation; never shown as it is.
	seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id varchar(64) NOT NULL CONSTRAINT todo_id_unique UNIQUE,
	data varchar(16384) NOT NULL,
	-- What the ETag is made of.
	version integer DEFAULT 1 NOT NULL,
	created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

-- The first answer given under each Idempotency-Key. It has its own copy of the data and no foreign key,
-- because it outlives a change or deletion of the todo.
CREATE TABLE first_answer (
	idempotency_key varchar(255) PRIMARY KEY,
	-- Null only inside the transaction that claims the key.
	todo_id varchar(64),
	data varchar(16384) NOT NULL,
	created_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);

-- For the removal of expired keys.
CREATE INDEX first_answer_created_at ON first_answer (created_at);
