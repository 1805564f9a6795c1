package cn.haihe.card.clearing.file;

import cn.haihe.card.exchange.BatchHeader;

/** A sender's name for a batch was used before for another content. */
public class FileConflictException extends RuntimeException {
    public FileConflictException(BatchHeader header) {
        super(header.sender() + " has sent " + header.name() + " before with another content");
    }
}
