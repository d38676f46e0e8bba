package dev.typesync.jdbc;

import java.sql.SQLException;
import java.sql.ShardingKey;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;

/** Wraps the delegate's builder, so that its connections capture changes as well. As thread-safe as that builder. */
record CapturingXAConnectionBuilder(XAConnectionBuilder delegate) implements XAConnectionBuilder {
    @Override
    public XAConnectionBuilder user(String username) {
        delegate.user(username);
        return this;
    }

    @Override
    public XAConnectionBuilder password(String password) {
        delegate.password(password);
        return this;
    }

    @Override
    public XAConnectionBuilder shardingKey(ShardingKey shardingKey) {
        delegate.shardingKey(shardingKey);
        return this;
    }

    @Override
    public XAConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        delegate.superShardingKey(superShardingKey);
        return this;
    }

    @Override
    public XAConnection build() throws SQLException {
        return new Connector(DriverOptions.NONE).connectXa(delegate::build);
    }
}
