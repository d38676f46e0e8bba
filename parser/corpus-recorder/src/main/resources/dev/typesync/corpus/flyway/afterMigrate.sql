/* after every migration */ ANALYZE app.users;
