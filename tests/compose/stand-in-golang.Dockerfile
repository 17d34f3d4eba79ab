FROM standin/debian:bookworm
COPY go/ /usr/local/go/
# The machine's certificates: a build may reach the module proxy through them.
COPY ca.crt /etc/ssl/certs/ca-certificates.crt
ENV PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    GOPATH=/go GOTOOLCHAIN=local SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
WORKDIR /go
CMD ["bash"]
