FROM scratch
COPY root/ /
COPY entrypoint.sh /usr/local/bin/docker-entrypoint.sh
ENV PG_MAJOR=18 PGDATA=/var/lib/postgresql/18/docker LANG=C.UTF-8 \
    PATH=/usr/lib/postgresql/18/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN echo postgres:x:70:70::/var/lib/postgresql:/bin/sh >> /etc/passwd && echo postgres:x:70: >> /etc/group \
 && mkdir -p /docker-entrypoint-initdb.d /run/postgresql /var/lib/postgresql /usr/local/bin \
 && chown 70:70 /run/postgresql /var/lib/postgresql && chmod 1777 /var/lib/postgresql && chmod 3777 /run/postgresql \
 && ldconfig && chmod 755 /usr/local/bin/docker-entrypoint.sh
VOLUME /var/lib/postgresql
STOPSIGNAL SIGINT
EXPOSE 5432
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
