create schema archive;
set search_path = archive, public;
create table old_books (like public.books);
insert into old_books select * from books where id = 1;
insert into books (title) values ('written with another search_path');
set role pg_read_all_data;
select count(*) from public.books;
reset role;
