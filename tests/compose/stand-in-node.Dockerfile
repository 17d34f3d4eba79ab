FROM standin/debian:bookworm
COPY root/ /
# The machine's certificates: a build may reach the package registry through them.
COPY ca.crt /etc/ssl/certs/ca-certificates.crt
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node \
 && ln -s node /usr/local/bin/nodejs
CMD ["node"]
