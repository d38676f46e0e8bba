--liquibase formatted sql

--changeset me:volumes
insert into books (title) select 'Volume ' || n from generate_series(1, 5) n;
update books set pages = 100 + id;
--rollback delete from books where title like 'Volume%';

--changeset me:function splitStatements:false
create function page_count() returns bigint language plpgsql as $$
begin
  return (select sum(pages) from books);
end $$;
--rollback drop function page_count();
