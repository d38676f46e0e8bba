insert into books (title) select 'Volume ' || n from generate_series(1, 5) n;
update books set pages = 100 + id where pages is null;
delete from books where title = 'Volume 3';
create function page_count() returns bigint language sql as $$ select sum(pages) from books; $$;
do $$
begin
  insert into books (title, pages) values ('from a block; with a semicolon', 1);
end $$;
-- changed
