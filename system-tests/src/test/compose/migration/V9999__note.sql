-- What a next version would do while this one serves: it adds, and takes nothing away.
ALTER TABLE todo ADD COLUMN note varchar(255);
