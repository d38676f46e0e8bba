copy books (title, pages) from stdin;
copied	1
copied too	2
\.
