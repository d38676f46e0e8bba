create or replace view titles as select title from books order by title;
