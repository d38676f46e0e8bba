insert into books (title, author, price)
values ('The Secret Garden', 'Frances Hodgson Burnett', 9.50),
       ('Middlemarch', 'George Eliot', 14.00),
       ('The Garden Party', 'Katherine Mansfield', 7.25);
