-- What a record is called, whatever its kind.
SELECT coalesce(
  (SELECT name FROM organisation WHERE space = :space AND id = :id),
  (SELECT title FROM dossier WHERE space = :space AND id = :id),
  (SELECT coalesce(name, initials) FROM person WHERE space = :space AND id = :id),
  (SELECT name FROM contact WHERE space = :space AND id = :id),
  (SELECT name FROM own_column WHERE space = :space AND id = :id),
  (SELECT title FROM task WHERE space = :space AND id = :id)
) AS name
